import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/classes.ts'
import type { Banner } from '#lib/instance/schema.ts'

const looks = {
  info: { Icon: Info, look: 'bg-sunken text-ink border-line' },
  warning: { Icon: TriangleAlert, look: 'bg-accent-wash text-accent-text border-accent-text' },
  critical: { Icon: CircleAlert, look: 'bg-danger-wash text-danger-text border-danger-text' },
} as const

/** What the installation tells everybody, above the page. `label` says so to whoever does not see it. */
export function BannerBar({
  banner,
  label,
  children,
}: {
  banner: Banner
  label: string
  children?: ReactNode
}) {
  const { Icon, look } = looks[banner.level]
  return (
    <section
      aria-label={label}
      className={cx('flex shrink-0 items-start justify-center gap-2.5 border-b px-4 py-2 text-sm', look)}
    >
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
      <p dir="auto" className="max-h-32 max-w-prose overflow-y-auto whitespace-pre-line break-words">
        {banner.text}
      </p>
      {children}
    </section>
  )
}
