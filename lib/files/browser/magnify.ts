export type Size = { width: number; height: number }
export type Point = { x: number; y: number }
/** A picture as large as it is, and the place where it is looked at. */
export type Frame = { picture: Size; stage: Size }
/** How many times larger than it fits a picture is seen, and how far its middle is from that of its place. */
export type Look = Point & { scale: number }

export const whole: Look = { scale: 1, x: 0, y: 0 }

/** As large as a picture is, or as its place allows. */
export function fitted({ picture, stage }: Frame): Size {
  const scale = Math.min(1, stage.width / picture.width, stage.height / picture.height)
  return { width: picture.width * scale, height: picture.height * scale }
}

/** Each dot can be seen as two, and a small picture four times as large. */
const mostOf = (frame: Frame): number => Math.max(4, (2 * frame.picture.width) / fitted(frame).width)

/** Larger or smaller around a point, which stays where it is; `at` is told from the middle of the place. */
export function magnified(look: Look, factor: number, at: Point, frame: Frame): Look {
  const scale = Math.min(mostOf(frame), Math.max(1, look.scale * factor))
  const by = scale / look.scale
  return held({ scale, x: at.x - (at.x - look.x) * by, y: at.y - (at.y - look.y) * by }, frame)
}

export const moved = (look: Look, by: Point, frame: Frame): Look =>
  held({ ...look, x: look.x + by.x, y: look.y + by.y }, frame)

/** Nobody can push a picture off its place: an edge goes no further in than the edge of that. */
export function held(look: Look, frame: Frame): Look {
  const { width, height } = fitted(frame)
  const within = (at: number, seen: number, room: number) => {
    const most = (seen * look.scale - room) / 2
    return most > 0 ? Math.min(most, Math.max(-most, at)) : 0
  }
  return {
    scale: look.scale,
    x: within(look.x, width, frame.stage.width),
    y: within(look.y, height, frame.stage.height),
  }
}
