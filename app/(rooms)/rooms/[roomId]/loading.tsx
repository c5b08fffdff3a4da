import { useTranslations } from 'next-intl'
import { Skeleton } from '#components/ui/skeleton.tsx'

const lines = ['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5', 'w-1/3'] as const

export default function Loading() {
  const t = useTranslations()
  return (
    <div role="status" aria-label={t('rooms.opening')} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-15 items-center gap-3 border-line border-b px-4">
        <Skeleton className="h-8 w-6 rounded-door" />
        <Skeleton className="h-5 w-40 rounded-md" />
      </div>
      <div className="flex flex-1 flex-col justify-end gap-5 overflow-hidden p-4">
        {lines.map((line) => (
          <div key={line} className="flex gap-3">
            <Skeleton className="size-9 rounded-full" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className="h-4 w-28 rounded-md" />
              <Skeleton className={`h-4 rounded-md ${line}`} />
            </div>
          </div>
        ))}
      </div>
      <Skeleton className="m-4 h-12 rounded-xl" />
    </div>
  )
}
