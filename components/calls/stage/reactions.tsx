import { Popover } from '@base-ui/react/popover'
import { SmilePlus } from 'lucide-react'
import { controlClass } from '#components/calls/controls/control.tsx'
import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'
import type { Call } from '#lib/calls/browser/call.ts'

const emojis = ['👍', '👏', '❤️', '😂', '😮', '🎉']

/** A sign to everybody that goes by itself. */
export function Reactions({ call }: { call: Call }) {
  return (
    <PopoverRoot>
      <PopoverTrigger aria-label="React" className={controlClass('on')}>
        <SmilePlus size={20} aria-hidden />
      </PopoverTrigger>
      <PopoverPopup label="React">
        <div className="flex gap-1">
          {emojis.map((emoji) => (
            <Popover.Close
              key={emoji}
              aria-label={`React with ${emoji}`}
              onClick={() => call.reactions.react(emoji)}
              className="size-10 rounded-lg text-lg hover:bg-sunken"
            >
              {emoji}
            </Popover.Close>
          ))}
        </div>
      </PopoverPopup>
    </PopoverRoot>
  )
}
