import { Popover } from '@base-ui/react/popover'
import { SmilePlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { controlClass } from '#components/calls/controls/control.tsx'
import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'
import type { Call } from '#lib/calls/browser/call.ts'

const emojis = ['👍', '👏', '❤️', '😂', '😮', '🎉']

/** A sign to everybody that goes by itself. */
export function Reactions({ call }: { call: Call }) {
  const t = useTranslations()
  return (
    <PopoverRoot>
      <PopoverTrigger aria-label={t('calls.controls.react')} className={controlClass('on')}>
        <SmilePlus size={20} aria-hidden />
      </PopoverTrigger>
      <PopoverPopup label={t('calls.controls.react')}>
        <div className="flex gap-1">
          {emojis.map((emoji) => (
            <Popover.Close
              key={emoji}
              aria-label={t('calls.controls.reactWith', { emoji })}
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
