import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { PlaceSign } from '#components/instance/place-sign.tsx'

/** `name` is the installation's. */
type Props = { name: string; title: string; children: ReactNode }

/** The page of somebody who is still outside: the form on one side, the corridor of rooms on the other. */
export function Welcome({ name, title, children }: Props) {
  const t = useTranslations()
  return (
    <main className="grid flex-1 grid-rows-[auto_1fr] lg:grid-cols-[minmax(24rem,5fr)_6fr] lg:grid-rows-1">
      <div className="corridor relative flex flex-col justify-between gap-6 overflow-hidden p-6 lg:order-2 lg:p-12">
        <p className="flex items-center gap-3 font-semibold text-lg">
          <PlaceSign className="h-8 max-w-40" />
          <bdi>{name}</bdi>
        </p>
        <Corridor />
        <p className="max-w-md text-corridor-soft max-lg:hidden">{t('accounts.welcome')}</p>
      </div>
      <div className="flex justify-center p-6 sm:p-10 lg:items-center">
        <div className="flex w-full max-w-sm flex-col gap-6 max-sm:pt-4">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          {children}
        </div>
      </div>
    </main>
  )
}

const doors = [0, 1, 2, 3, 4] as const
const litDoor = 3

function Corridor() {
  return (
    <svg aria-hidden="true" viewBox="0 0 520 200" className="w-full max-w-2xl max-lg:hidden">
      {doors.map((door) => (
        <path
          key={door}
          d={`M${10 + door * 104} 180v-100a42 42 0 0 1 84 0v100z`}
          fill={door === litDoor ? 'var(--color-accent)' : 'var(--color-corridor-raised)'}
        />
      ))}
      <path d="M340 180v-94a34 34 0 0 1 66 0v94z" fill="var(--color-corridor)" opacity="0.88" />
      <path d="M322 180h84l44 20h-100z" fill="var(--color-accent)" opacity="0.22" />
      <path d="M0 180.500h520" stroke="var(--color-corridor-line)" />
      {doors.map((door) => (
        <circle
          key={door}
          cx={door === litDoor ? 399 : 82 + door * 104}
          cy="134"
          r="3.500"
          fill={door === litDoor ? 'var(--color-accent)' : 'var(--color-corridor-line)'}
        />
      ))}
    </svg>
  )
}
