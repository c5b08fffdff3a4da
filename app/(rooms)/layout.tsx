import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { SessionRenewal } from '#components/accounts/session-renewal.tsx'
import { OngoingCall } from '#components/calls/elsewhere/ongoing-call.tsx'
import { Ringing } from '#components/calls/elsewhere/ringing.tsx'
import { FollowInstance } from '#components/instance/follow-instance.tsx'
import { ConversationsProvider } from '#components/messages/conversation/conversations-context.tsx'
import { FaviconBadge } from '#components/notifications/favicon-badge.tsx'
import { Notifier } from '#components/notifications/notifier.tsx'
import { TitleBadge } from '#components/notifications/title-badge.tsx'
import { Told } from '#components/notifications/told.tsx'
import { Parts } from '#components/parts/parts.tsx'
import { Reminded } from '#components/reminders/reminded.tsx'
import { ConnectionBanner } from '#components/rooms/connection-banner.tsx'
import { PersonCards } from '#components/rooms/members/person-cards.tsx'
import { MyRoomsProvider } from '#components/rooms/my-rooms-context.tsx'
import { NewBuildBar } from '#components/rooms/new-build-bar.tsx'
import { Sidebar } from '#components/rooms/sidebar/sidebar.tsx'
import { RoomStage } from '#components/rooms/view/room-stage.tsx'
import { Ways } from '#components/rooms/view/ways.tsx'
import { NotSent } from '#components/scheduled/not-sent.tsx'
import { Shortcuts } from '#components/shortcuts/shortcuts.tsx'
import { Switcher } from '#components/switcher/switcher.tsx'
import { EmojiFont } from '#components/ui/emoji-font.tsx'
import { currentViewer } from '#lib/auth/viewer.ts'
import { currentPlace } from '#lib/http/place.ts'
import { orderCookie, orderOf } from '#lib/rooms/browser/order.ts'
import { foldedCookie, isFolded } from '#lib/rooms/browser/sidebar.ts'
import { firstRooms } from '#lib/rooms/list.ts'
import { contextOf } from '#lib/services.ts'

export default async function Layout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer()
  // The page itself leads to sign-in: it knows the address to come back to.
  if (!viewer) return children
  const context = contextOf(viewer)
  const place = await currentPlace()
  const jar = await cookies()
  return (
    <MyRoomsProvider
      viewer={viewer}
      first={await firstRooms(context)}
      isFirst={place.firstRun?.founder === viewer.userId}
    >
      <ConversationsProvider>
        <Ways>
          <Parts />
          <SessionRenewal />
          <FollowInstance />
          <TitleBadge />
          <FaviconBadge />
          <Notifier />
          <Told />
          <Ringing />
          <Switcher />
          <Shortcuts />
          <PersonCards />
          <EmojiFont />
          <div data-whole className="flex min-h-0 flex-1">
            <Sidebar
              order={orderOf(jar.get(orderCookie)?.value)}
              folded={isFolded(jar.get(foldedCookie)?.value)}
            />
            <main className="flex min-w-0 flex-1 flex-col">
              <ConnectionBanner />
              <NewBuildBar />
              <Reminded />
              <NotSent />
              <OngoingCall />
              <RoomStage>{children}</RoomStage>
            </main>
          </div>
        </Ways>
      </ConversationsProvider>
    </MyRoomsProvider>
  )
}
