import { FileBraces, FileCode, Pin, TextSearch } from 'lucide-react'
import Link from 'next/link'
import { MenuItem, MenuLink } from '#components/ui/menu.tsx'
import { addressOf } from '#lib/http/client.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { searchHref } from '#lib/search/browser/address.ts'

const formats = [
  { format: 'html', name: 'Export as web page', Icon: FileCode },
  { format: 'json', name: 'Export as JSON', Icon: FileBraces },
] as const

/** In a room's menu: what every member may do with what was written. */
export function RoomReading({ room, onPins }: { room: Room; onPins: () => void }) {
  return (
    <>
      <MenuLink
        icon={<TextSearch size={16} aria-hidden />}
        render={<Link href={searchHref({ room: room.id })} />}
      >
        Search in this room
      </MenuLink>
      <MenuItem icon={<Pin size={16} aria-hidden />} onClick={onPins}>
        Pinned messages
      </MenuItem>
      {formats.map(({ format, name, Icon }) => (
        <MenuLink
          key={format}
          icon={<Icon size={16} aria-hidden />}
          // The browser shows how far the download is; a page in between would only hide that.
          render={
            <a
              href={addressOf('GET /rooms/{roomId}/export', {
                params: { roomId: room.id },
                query: { format },
              })}
              download
            />
          }
        >
          {name}
        </MenuLink>
      ))}
    </>
  )
}
