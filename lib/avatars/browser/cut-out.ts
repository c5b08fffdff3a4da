type Area = { x: number; y: number; width: number; height: number }

/** Twice what the server keeps: it makes it smaller better than a canvas does. */
const mostPixels = 512

/** A picture of this browser, once it is drawn; null when it draws none of that file. */
export async function drawn(address: string): Promise<HTMLImageElement | null> {
  const image = new Image()
  image.src = address
  return image.decode().then(
    () => image,
    () => null,
  )
}

/** The square of a picture that was chosen, as a file. */
export function cutOut(image: HTMLImageElement, { x, y, width, height }: Area): Promise<Blob | null> {
  const side = Math.max(1, Math.min(mostPixels, Math.round(width)))
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (context) {
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, x, y, width, height, 0, 0, side, side)
  }
  // Where a browser writes no WebP it writes PNG.
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/webp', 0.92))
}
