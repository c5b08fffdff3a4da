import { FileBraces, FileCode, Pin, TextSearch } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { MenuItem, MenuLink } from '#components/ui/menu.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { addressOf } from '#lib/http/browser/client.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { searchHref } from '#lib/search/browser/address.ts'

const formats = [
  { format: 'html', name: 'rooms.menu.exportHtml', Icon: FileCode },
  { format: 'json', name: 'rooms.menu.exportJson', Icon: FileBraces },
] as const

/** In a room's menu: what every member may do with what was written. */
export function RoomReading({ room, onPins }: { room: Room; onPins: () => void }) {
  const t = useTranslations()
  return (
    <>
      <MenuLink
        icon={<TextSearch size={16} aria-hidden />}
        render={<PlaceLink href={searchHref({ room: room.id })} />}
      >
        {t('rooms.menu.search')}
      </MenuLink>
      <MenuItem icon={<Pin size={16} aria-hidden />} onClick={onPins}>
        {t('rooms.panels.pins.title')}
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
          {t(name)}
        </MenuLink>
      ))}
    </>
  )
}
