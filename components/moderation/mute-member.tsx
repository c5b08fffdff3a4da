'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Select } from '#components/ui/select.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { withWords } from '#components/words/with-words.tsx'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { Member } from '#lib/rooms/schema.ts'
import moderation from '#lib/words/en/moderation.json' with { type: 'json' }

const minuteMs = 60_000
const lengths = {
  tenMinutes: 10 * minuteMs,
  hour: 60 * minuteMs,
  day: 24 * 60 * minuteMs,
  week: 7 * 24 * 60 * minuteMs,
  untilEnded: null,
}
type Length = keyof typeof lengths
const choices = Object.keys(lengths) as Length[]

type Props = { roomId: string; member: Member; onDone: () => void }

/** Asks for how long somebody is muted, and why. */
export default withWords({ moderation })(function MuteMember({ roomId, member, onDone }: Props) {
  const t = useTranslations()
  const [length, setLength] = useState<Length>('hour')
  const reply = useReply((reason: string) => {
    const forMs = lengths[length]
    const body = { reason, ...(forMs !== null && { forMs }) }
    const params = { roomId, userId: member.id }
    return replied(api('PUT /rooms/{roomId}/members/{userId}/mute', { params, body }))
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={t('moderation.mute.title', { name: member.name })}
      description={t('moderation.mute.body')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          reply.run(formText(new FormData(event.currentTarget), 'reason'), () => {
            say(t('moderation.mute.done', { name: member.name }))
            onDone()
          })
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        <Select
          label={t('moderation.mute.length')}
          value={length}
          options={choices.map((value) => ({ value, label: t(`moderation.mute.lengths.${value}`) }))}
          onChange={setLength}
        />
        <TextArea
          label={t('moderation.mute.reason')}
          hint={t('moderation.mute.hint')}
          name="reason"
          rows={2}
          maxLength={300}
          error={reply.issueOf('reason')}
        />
        <Button type="submit" look="primary" busy={reply.busy} className="self-end">
          {t('moderation.mute.submit')}
        </Button>
      </form>
    </Dialog>
  )
})
