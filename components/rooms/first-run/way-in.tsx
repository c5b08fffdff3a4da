import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { LinkToCopy } from '#components/ui/link-to-copy.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { HeldSettings } from '#lib/instance/schema.ts'

type Props = {
  room: { id: string; name: string }
  /** Of the link that was just made: nobody is shown one again. */
  token: string | null
  registration: HeldSettings['registration']
  onLink: (token: string) => void
}

/** How the others come in, and the way into the first room. */
export function WayIn({ room, token, registration, onLink }: Props) {
  const t = useTranslations()
  const link = useReply(() => replied(api('POST /admin/first-run', { body: { room: { name: room.name } } })))
  const done = useReply(() => replied(api('DELETE /admin/first-run', {})))
  const failure = link.general ?? done.general
  return (
    <div className="flex flex-col gap-5">
      <h2 className="font-semibold text-lg">{t('administration.firstRun.wayIn')}</h2>
      {failure && <Alert>{failure}</Alert>}
      {registration === 'closed' ? (
        <>
          <p>{t('administration.firstRun.closed')}</p>
          <PlaceLink href="/admin/people" className={buttonClass('plain')}>
            {t('administration.firstRun.people')}
          </PlaceLink>
        </>
      ) : (
        <>
          <p>{t('administration.firstRun.send', { room: room.name })}</p>
          {token === null ? (
            <Button
              busy={link.busy}
              onClick={() => link.run(undefined, ({ invite }) => onLink(invite.token))}
            >
              {t('administration.firstRun.makeLink')}
            </Button>
          ) : (
            <LinkToCopy
              link={`${location.origin}/invite/${token}`}
              label={t('administration.firstRun.link')}
              copyLabel={t('administration.firstRun.copy')}
            />
          )}
          <p className="text-ink-soft text-sm">
            {registration === 'open'
              ? t('administration.firstRun.openToo', { address: location.origin })
              : t('administration.firstRun.onlyByLink')}
          </p>
        </>
      )}
      <Button
        look="primary"
        busy={done.busy}
        // A whole new page: the rooms come with it.
        onClick={() => done.run(undefined, () => window.location.assign(`/rooms/${room.id}`))}
      >
        {t('administration.firstRun.enter', { room: room.name })}
      </Button>
    </div>
  )
}
