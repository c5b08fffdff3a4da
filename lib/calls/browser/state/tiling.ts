/** The shapes a tile may have, as width over height: from the narrowest to the widest. */
export type Shape = { narrow: number; wide: number }
type Area = { width: number; height: number }
/** Where a tile stands, from the start of the line and the top. */
export type Box = Area & { start: number; top: number }

/** So much of a picture is seen at least: whoever is in the middle is whole. */
const leastSeen = 0.88

/** A tile for a picture of this shape crops little of it. */
export const shapeOfPicture = (aspect: number): Shape => ({
  narrow: aspect * leastSeen,
  wide: aspect / leastSeen,
})
/** Nothing of it may be lost. */
export const shapeOfWhole = (aspect: number): Shape => ({ narrow: aspect, wide: aspect })
/** A face without a picture crops nothing, as long as the tile is neither a slit nor a strip. */
export const shapeOfFace: Shape = { narrow: 3 / 4, wide: 16 / 9 }

/** Rows are what people know: columns have to be larger by this. */
const columnsLarger = 1.05

/**
 * Boxes for tiles of these shapes, in their order, in lines that stand in the middle of the area: as many
 * rows or columns as make them largest. Every tile keeps within its shape.
 */
export function tiling(shapes: readonly Shape[], area: Area, gap: number): Box[] {
  const rows = largest(shapes, area, gap)
  const turned = { width: area.height, height: area.width }
  const columns = largest(shapes.map(turnedShape), turned, gap).map(turnedBox)
  return worth(columns) > worth(rows) * columnsLarger ? columns : rows
}

function largest(shapes: readonly Shape[], area: Area, gap: number): Box[] {
  const counts = shapes.map((_, at) => at + 1)
  return counts
    .map((count) => inRows(shapes, area, gap, count))
    .reduce((best, boxes) => (worth(boxes) > worth(best) ? boxes : best))
}

/** Two small ones weigh less than their area when another one is large: nobody is to be a stamp. */
const worth = (boxes: readonly Box[]) =>
  boxes.reduce((sum, { width, height }) => sum + Math.sqrt(width * height), 0)

const turnedShape = ({ narrow, wide }: Shape): Shape => ({ narrow: 1 / wide, wide: 1 / narrow })
const turnedBox = ({ start, top, width, height }: Box): Box => ({
  start: top,
  top: start,
  width: height,
  height: width,
})

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** Rows of one height; the tiles of all rows are stretched alike, as far as the fullest row allows. */
function inRows(shapes: readonly Shape[], area: Area, gap: number, count: number): Box[] {
  const rows = inLines(shapes, count).map((row) => ({
    row,
    room: Math.max(0, area.width - gap * (row.length - 1)),
    narrow: sum(row.map(({ narrow }) => narrow)),
    wide: sum(row.map(({ wide }) => wide)),
  }))
  const share = (area.height - gap * (count - 1)) / count
  const height = Math.max(0, Math.min(share, ...rows.map(({ room, narrow }) => room / narrow)))
  const stretch = Math.min(
    1,
    ...rows.map(({ room, narrow, wide }) =>
      height > 0 && wide > narrow ? (room / height - narrow) / (wide - narrow) : 1,
    ),
  )
  const top = (area.height - height * count - gap * (count - 1)) / 2
  return rows.flatMap(({ row }, at) => {
    const widths = row.map(({ narrow, wide }) => height * (narrow + (wide - narrow) * stretch))
    let start = (area.width - sum(widths) - gap * (row.length - 1)) / 2
    return widths.map((width) => {
      const box = { start, top: top + at * (height + gap), width, height }
      start += width + gap
      return box
    })
  })
}

/** As many in each line as in the others, or one more in the first. */
function inLines<T>(all: readonly T[], count: number): T[][] {
  const least = Math.floor(all.length / count)
  const longer = all.length % count
  return Array.from({ length: count }, (_, at) => {
    const from = at * least + Math.min(at, longer)
    return all.slice(from, from + least + (at < longer ? 1 : 0))
  })
}
