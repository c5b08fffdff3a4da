import { DeadEnd } from '#components/rooms/dead-end.tsx'

export default function NotFound() {
  return (
    <DeadEnd title="This room does not exist, or you may not see it">
      It may have been deleted. If somebody sent you the link, ask them to invite you.
    </DeadEnd>
  )
}
