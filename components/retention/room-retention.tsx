import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useInstance } from '#components/instance/instance-context.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import { api } from '#lib/http/browser/client.ts'
import type { Going } from '#lib/retention/schema.ts'
import { keptDays } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'

const offered = [1, 7, 30, 90, 180, 365, 730, 1_825, 3_650]

/** How long a room keeps its messages, and what goes when that is chosen. */
export function RoomRetention({ room }: { room: Pick<Room, 'id' | 'retentionDays'> }) {
  const t = useTranslations()
  const formats = useFormats()
  const instance = useInstance()
  const [chosen, setChosen] = useState(room.retentionDays ?? 0)
  const [going, setGoing] = useState<Going | null>(null)
  const isNew = chosen !== (room.retentionDays ?? 0)
  useEffect(() => {
    setGoing(null)
    if (!isNew) return
    let isOver = false
    const asked = { params: { roomId: room.id }, query: { days: chosen } }
    void api('GET /rooms/{roomId}/retention', asked).then(
      (told) => isOver || setGoing(told),
      // What goes is said as far as it is known; the server decides anyway.
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [room.id, chosen, isNew])
  // What a program has set stays, whatever is offered here.
  const days = [...new Set([...offered, ...(room.retentionDays === null ? [] : [room.retentionDays])])]
    .filter((one) => one === room.retentionDays || keptDays(one, instance) === one)
    .sort((a, b) => a - b)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="min-w-48 flex-1">
          <span className="block font-medium text-sm">{t('rooms.retention.label')}</span>
          <span className="block text-ink-soft text-sm">{t('rooms.retention.hint')}</span>
        </p>
        <input type="hidden" name="retentionDays" value={chosen} />
        <Select
          label={t('rooms.retention.label')}
          value={String(chosen)}
          options={[0, ...days].map((one) => ({
            value: String(one),
            label:
              one === 0
                ? t('rooms.retention.instance', { days: instance.retentionDays ?? 0 })
                : t('rooms.retention.days', { days: one }),
          }))}
          onChange={(value) => setChosen(Number(value))}
        />
      </div>
      <p aria-live="polite" className="text-sm">
        {going &&
          (going.messages === 0
            ? t('rooms.retention.keeps')
            : t('rooms.retention.goes', {
                ...{ messages: going.messages, files: going.files, size: sizeText(formats, going.bytes) },
              }))}
      </p>
    </div>
  )
}

/** The field as submitted; the server checks it. */
export const retentionOf = (form: HTMLFormElement) => ({
  retentionDays: Number(new FormData(form).get('retentionDays')) || null,
})
