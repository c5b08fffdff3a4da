import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { useCall, useOwnMedia, useSound } from './use-call.ts'

function Notice({ children }: { children: ReactNode }) {
  return (
    <div role="status" className="flex items-center gap-3 bg-accent-wash px-4 py-2 text-ink text-sm">
      {children}
    </div>
  )
}

/** What the person should know while the call goes on, and what to do about it. */
export function Notices({ call }: { call: Call }) {
  const { cutOff, notice } = useCall(call)
  const { trouble } = useOwnMedia(call)
  const { blocked } = useSound(call)
  return (
    <>
      {blocked && (
        <Notice>
          <span className="flex-1">The browser holds the sound of this call back.</span>
          <Button look="primary" size="small" onClick={() => void call.sound.unblock()}>
            Click to hear
          </Button>
        </Notice>
      )}
      {cutOff && <Notice>The server cannot be reached. The call goes on while we reconnect.</Notice>}
      {notice && (
        <Notice>
          <span className="flex-1">{notice}</span>
          <Button look="quiet" size="small" aria-label="Dismiss" onClick={call.dismiss}>
            <X size={16} aria-hidden />
          </Button>
        </Notice>
      )}
      {Object.entries(trouble).map(([device, words]) => (
        <Notice key={device}>{words}</Notice>
      ))}
    </>
  )
}
