import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '#components/accounts/sign-in-form.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { isOpenToAll } from '#lib/accounts/admission.ts'
import { currentViewer } from '#lib/auth/viewer.ts'
import { returnTo } from '#lib/http/return-to.ts'
import { services } from '#lib/services.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function Page({ searchParams }: PageProps<'/sign-in'>) {
  const next = returnTo((await searchParams).next)
  if (await currentViewer()) redirect(next)
  const registerHref = (await isOpenToAll(services().world))
    ? `/register?next=${encodeURIComponent(next)}`
    : null
  return (
    <Welcome title="Come in">
      <SignInForm next={next} registerHref={registerHref} />
    </Welcome>
  )
}
