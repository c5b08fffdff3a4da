import type { Locator } from '@playwright/test'
import read from 'jsqr'
import sharp from 'sharp'

/** What a camera would read of a QR code on the screen, as it is drawn there; null when it could not. */
export async function readQr(picture: Locator): Promise<string | null> {
  const { data, info } = await sharp(await picture.screenshot())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return read(Uint8ClampedArray.from(data), info.width, info.height)?.data ?? null
}
