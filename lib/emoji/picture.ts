import type { Context } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'
import type { Incoming } from '#lib/files/incoming.ts'
import { receivePicture } from '#lib/files/receive-picture.ts'
import type { Grow } from '#lib/files/space.ts'

const wanted = {
  mostBytes: 1_048_576,
  /** As large as it is ever shown, on screens with fine pixels. */
  box: { width: 128, height: 128 },
  moving: true,
  refused: () => new Refusal('invalid_input', 'emoji.picture'),
}
/** Of the picture itself: a page of messages may show dozens. */
const mostKeptBytes = 524_288

/** Takes in a form with a name and a picture, and makes of it a small one in the folder. */
export async function receiveEmoji(
  context: Context,
  incoming: Incoming,
  into: { folder: string; grow: Grow },
) {
  const received = await receivePicture(context, incoming, into, wanted)
  if (received.file.sizeBytes > mostKeptBytes) throw new Refusal('invalid_input', 'emoji.heavy')
  return received
}
