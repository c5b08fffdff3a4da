'use client'

import { Button } from '#components/ui/button.tsx'
import { setting } from '#lib/notifications/browser/setting.ts'
import { useSetting } from './use-setting.ts'

const words = {
  unsupported:
    'This browser shows no notifications here. They need a current browser, and an address that starts with https.',
  denied:
    'The browser blocks notifications of this site. Allow them beside the address of the page, then reload it.',
  off: 'Off in this browser. Turn them on to be told of messages while you look at something else.',
  on: 'On in this browser, for messages in rooms you are not looking at.',
}

/** Notifications on this computer, on or off. */
export function NotificationSetting() {
  const state = useSetting()?.state
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="min-h-6">
        {state && words[state]}
      </p>
      {state === 'off' && (
        <Button className="self-start" onClick={() => void setting.turnOn()}>
          Turn on notifications
        </Button>
      )}
      {state === 'on' && (
        <Button className="self-start" onClick={setting.turnOff}>
          Turn off notifications
        </Button>
      )}
      <p className="text-ink-soft text-sm">
        What a room tells you about (every message, mentions only, or nothing) is chosen in the room’s menu.
      </p>
    </div>
  )
}
