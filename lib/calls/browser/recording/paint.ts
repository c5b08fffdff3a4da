/*
 * Paints what stands on a call's stage onto a canvas, as it stands there: every element with `data-face` is a
 * face, with a picture in it or with a name.
 */
const paper = '#0b1311'
const faceColour = '#24463d'
const ink = '#eef5f1'

type Box = { x: number; y: number; width: number; height: number }

/** Where a box of the stage stands on the canvas, the whole stage fitted into it. */
export function fitted(box: Box, stage: Box, canvas: { width: number; height: number }): Box {
  const scale = Math.min(canvas.width / stage.width, canvas.height / stage.height)
  const [left, top] = [canvas.width - stage.width * scale, canvas.height - stage.height * scale]
  return {
    x: left / 2 + (box.x - stage.x) * scale,
    y: top / 2 + (box.y - stage.y) * scale,
    width: box.width * scale,
    height: box.height * scale,
  }
}

/**
 * The part of a picture that fills a box (`cover`), or the part of the box that takes the whole picture
 * (`contain`).
 */
export function placed(
  picture: { width: number; height: number },
  box: Box,
  fit: 'cover' | 'contain',
): { from: Box; to: Box } {
  const scales = [box.width / picture.width, box.height / picture.height]
  const scale = fit === 'cover' ? Math.max(...scales) : Math.min(...scales)
  const [width, height] = [
    Math.min(picture.width, box.width / scale),
    Math.min(picture.height, box.height / scale),
  ]
  const to = { width: width * scale, height: height * scale }
  return {
    from: { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height },
    to: { x: box.x + (box.width - to.width) / 2, y: box.y + (box.height - to.height) / 2, ...to },
  }
}

export function paint(on: CanvasRenderingContext2D, stage: HTMLElement): void {
  const { canvas } = on
  const whole = stage.getBoundingClientRect()
  on.fillStyle = paper
  on.fillRect(0, 0, canvas.width, canvas.height)
  if (whole.width === 0 || whole.height === 0) return
  for (const face of stage.querySelectorAll<HTMLElement>('[data-face]')) {
    const box = fitted(face.getBoundingClientRect(), whole, canvas)
    on.save()
    on.beginPath()
    on.roundRect(box.x, box.y, box.width, box.height, 12)
    on.clip()
    on.fillStyle = faceColour
    on.fillRect(box.x, box.y, box.width, box.height)
    const video = face.querySelector('video')
    if (video && video.videoWidth > 0) paintPicture(on, video, box)
    paintName(on, face.dataset.face ?? '', box, video === null)
    on.restore()
  }
}

function paintPicture(on: CanvasRenderingContext2D, video: HTMLVideoElement, box: Box) {
  const fit = getComputedStyle(video).objectFit === 'contain' ? 'contain' : 'cover'
  const { from, to } = placed({ width: video.videoWidth, height: video.videoHeight }, box, fit)
  on.drawImage(video, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height)
}

function paintName(on: CanvasRenderingContext2D, name: string, box: Box, alone: boolean) {
  const size = Math.max(12, Math.min(alone ? 32 : 18, box.height / 6))
  on.font = `${size}px system-ui, sans-serif`
  on.fillStyle = ink
  on.textBaseline = 'middle'
  on.textAlign = alone ? 'center' : 'left'
  if (!alone) {
    on.shadowColor = paper
    on.shadowBlur = 6
  }
  const [x, y] = alone
    ? [box.x + box.width / 2, box.y + box.height / 2]
    : [box.x + size, box.y + box.height - size]
  on.fillText(name, x, y, box.width - size)
}
