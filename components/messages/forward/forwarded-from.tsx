import { Forward } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Person } from '#lib/accounts/schema.ts'

type Props = {
  author: Person
  /** The name, where it can be pressed. */
  shown?: ReactNode
  children?: ReactNode
}

/** Whose words a message passes on. */
export function ForwardedFrom({ author, shown, children }: Props) {
  const t = useTranslations()
  return (
    <p className="mb-0.5 flex min-w-0 items-center gap-1.5 text-ink-soft text-sm">
      <Forward size={14} aria-hidden className="shrink-0 rtl:-scale-x-100" />
      <span className="min-w-0 truncate">
        {t.rich('messages.forward.from', {
          name: author.name,
          person: (name) => shown ?? <bdi className="font-medium">{name}</bdi>,
        })}
        {children}
      </span>
    </p>
  )
}
