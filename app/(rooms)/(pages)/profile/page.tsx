import { ArrowLeft } from 'lucide-react'
import { cookies, headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AboutForm } from '#components/accounts/about-form.tsx'
import { DeleteAccount } from '#components/accounts/departure/delete-account.tsx'
import { OwnArchive } from '#components/accounts/departure/own-archive.tsx'
import { EmailForm } from '#components/accounts/email-form.tsx'
import { NameForm } from '#components/accounts/name-form.tsx'
import { PasswordForm } from '#components/accounts/password-form.tsx'
import { PasskeySetting } from '#components/accounts/security/passkey-setting.tsx'
import { TwoFactorSetting } from '#components/accounts/security/two-factor-setting.tsx'
import { SessionList } from '#components/accounts/session-list.tsx'
import { SignOutButton } from '#components/accounts/sign-out-button.tsx'
import { ThemeChoice } from '#components/accounts/theme-choice.tsx'
import { PictureSetting } from '#components/avatars/picture-setting.tsx'
import { Identities } from '#components/elsewhere/identities.tsx'
import { Refused } from '#components/elsewhere/refused.tsx'
import { VisitNote } from '#components/guests/visit-note.tsx'
import { NotificationSetting } from '#components/notifications/notification-setting.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { waitingEmail } from '#lib/accounts/change-email.ts'
import { myPasskeys } from '#lib/accounts/passkeys/own.ts'
import { siteOf } from '#lib/accounts/passkeys/site.ts'
import { hasPassword, myProfile, mySessions } from '#lib/accounts/queries.ts'
import { takesPasswords } from '#lib/accounts/takes-passwords.ts'
import { themeCookie, themeOf } from '#lib/accounts/theme.ts'
import { myTwoFactor } from '#lib/accounts/two-factor/set-up.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { myIdentities } from '#lib/elsewhere/identities.ts'
import { myVisit } from '#lib/guests/visits.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { pageSize } from '#lib/limits.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { myArchive } from '#lib/own-data/operations.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.profile.title'))

export default async function Page({ searchParams }: PageProps<'/profile'>) {
  const t = await getTranslations()
  const context = contextOf(await requireViewer('/profile'))
  const { providers } = context.env
  const [profile, sessions, guest, jar, given] = await Promise.all([
    myProfile(context),
    mySessions(context, { limit: pageSize.max }),
    myVisit(context),
    cookies(),
    headers(),
  ])
  const [twoFactor, passkeys, waiting, identities, isWithPassword, settings, archive] = await Promise.all([
    myTwoFactor(context),
    myPasskeys(context),
    waitingEmail(context),
    myIdentities(context),
    hasPassword(context, context.db.read, context.viewer.userId),
    settingsOf(context),
    myArchive(context),
  ])
  const isPossible = siteOf((name) => given.get(name) ?? undefined) !== null
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-2xl flex-col gap-6 p-4 sm:p-8">
        <PlaceLink
          href="/rooms"
          className="flex items-center gap-2 text-ink-soft text-sm hover:text-ink md:hidden"
        >
          <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
          {t('common.allRooms')}
        </PlaceLink>
        <div className="flex flex-wrap items-center gap-4">
          <Avatar person={profile} size="large" />
          <div className="min-w-48 flex-1">
            <h1 className="truncate font-semibold text-xl tracking-tight">
              <bdi>{profile.name}</bdi>
            </h1>
            {guest ? (
              <VisitNote room={guest.room} until={guest.until} />
            ) : (
              <p className="truncate text-ink-soft">{profile.email}</p>
            )}
          </div>
          <SignOutButton />
        </div>
        {!guest && (
          <Part title={t('profile.picture.title')}>
            <PictureSetting />
          </Part>
        )}
        <Part title={t('accounts.profile.name')}>
          <NameForm profile={profile} />
        </Part>
        {!guest && (
          <Part title={t('profile.about.title')}>
            <AboutForm about={profile} />
          </Part>
        )}
        <Part title={t('accounts.profile.appearance')}>
          <ThemeChoice theme={themeOf(jar.get(themeCookie)?.value)} />
        </Part>
        <Part title={t('accounts.profile.notifications')}>
          <NotificationSetting />
        </Part>
        {!guest && (
          <>
            {takesPasswords(context) && (
              <>
                <Part title={t('accounts.changeEmail.title')}>
                  <EmailForm profile={profile} mail={isMailSetUp(context.env)} waiting={waiting} />
                </Part>
                <Part title={t('accounts.profile.password')}>
                  {isWithPassword ? (
                    <PasswordForm profile={profile} />
                  ) : (
                    <p className="text-ink-soft">{t('elsewhere.profile.noPassword')}</p>
                  )}
                </Part>
              </>
            )}
            <Part title={t('accounts.profile.security')}>
              <div className="flex flex-col gap-6">
                <TwoFactorSetting state={twoFactor} email={profile.email} hasPassword={isWithPassword} />
                <PasskeySetting passkeys={passkeys} email={profile.email} possible={isPossible} />
              </div>
            </Part>
            {(providers.length > 0 || identities.length > 0) && (
              <Part title={t('elsewhere.profile.title')}>
                <Refused asked={await searchParams} providers={providers} />
                <Identities email={profile.email} identities={identities} providers={providers} />
              </Part>
            )}
            <Part title={t('accounts.profile.sessions')}>
              <SessionList sessions={sessions.items} />
            </Part>
            <Part title={t('departure.archive.title')}>
              <OwnArchive now={archive} />
            </Part>
            <Part title={t('departure.own.title')}>
              <DeleteAccount
                email={profile.email}
                hasPassword={isWithPassword}
                twoFactor={twoFactor.since !== null}
                messages={settings.deletedMessages}
              />
            </Part>
          </>
        )}
      </div>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-2xl border border-line bg-raised p-5">
      <h2 className="mb-4 font-semibold text-lg">{title}</h2>
      {children}
    </section>
  )
}
