'use client'

import Moderated from '#components/moderation/moderated.tsx'
import { AddedToRoom } from './added-to-room.tsx'

/** Says at once what others did to the viewer. */
export default function DoneByOthers() {
  return (
    <>
      <AddedToRoom />
      <Moderated />
    </>
  )
}
