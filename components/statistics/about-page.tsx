'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { useMoments } from '#components/words/use-moments.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import { api } from '#lib/http/browser/client.ts'
import type { AnswerOf } from '#lib/http/endpoint-types.ts'
import type { About } from '#lib/statistics/schema.ts'
import { FailedJobs } from './failed-jobs.tsx'

/** What runs here, and what of it needs a look. */
export function AboutPage({ about }: { about: About }) {
  const t = useTranslations()
  const formats = useFormats()
  const { moment } = useMoments()
  const instance = useInstance()
  const isSetUp = (it: boolean) => t(it ? 'upkeep.about.setUp' : 'upkeep.about.notSetUp')
  const { database, jobs, processes } = about
  const facts = [
    [t('upkeep.about.rooms'), t('upkeep.about.version', { version: about.version, build: about.build })],
    [t('upkeep.about.node'), about.node],
    [
      t('upkeep.about.database'),
      t('upkeep.about.databaseIs', {
        kind: t(`upkeep.about.kinds.${database.kind}`),
        version: database.version,
        size: sizeText(formats, database.bytes),
      }),
    ],
    [
      t('upkeep.about.processes'),
      processes === null ? t('upkeep.about.alone') : t('upkeep.about.processesAre', { count: processes }),
    ],
    [t('upkeep.about.since'), moment(about.startedAt)],
    [t('upkeep.about.mail'), instance ? isSetUp(instance.mail) : ''],
    [t('upkeep.about.push'), instance ? isSetUp(instance.push !== null) : ''],
    [t('upkeep.about.jobs'), t('upkeep.about.jobsAre', { waiting: jobs.waiting, running: jobs.running })],
  ] as const
  return (
    <>
      <ListTitle>{t('upkeep.about.title')}</ListTitle>
      <dl className="max-w-3xl rounded-2xl border border-line bg-raised px-4 text-sm">
        {facts.map(([name, value]) => (
          <div
            key={name}
            className="flex flex-wrap justify-between gap-x-4 border-line py-2.5 not-first:border-t"
          >
            <dt className="text-ink-soft">{name}</dt>
            <dd className="wrap-anywhere min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
      <FailedJobs failed={jobs.failed} />
    </>
  )
}

/** What the installation tells everybody: also whether it sends mail. null until it is here. */
function useInstance() {
  const [instance, setInstance] = useState<AnswerOf<'GET /instance'> | null>(null)
  useEffect(() => {
    void api('GET /instance').then(setInstance, () => undefined)
  }, [])
  return instance
}
