import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { RegisterForm } from '#components/accounts/register-form.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { currentViewer } from '#lib/auth/viewer.ts'
import { returnTo } from '#lib/http/return-to.ts'

export const metadata: Metadata = { title: 'Create an account' }

export default async function Page({ searchParams }: PageProps<'/register'>) {
  const { next: wanted, invite } = await searchParams
  const next = returnTo(wanted)
  if (await currentViewer()) redirect(next)
  return (
    <Welcome title="Create your account">
      <RegisterForm
        next={next}
        signInHref={`/sign-in?next=${encodeURIComponent(next)}`}
        invite={typeof invite === 'string' ? invite : null}
      />
    </Welcome>
  )
}
