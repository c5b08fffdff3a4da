import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '#components/accounts/sign-in-form.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { currentViewer } from '#lib/auth/viewer.ts'
import { returnTo } from '#lib/http/return-to.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function Page({ searchParams }: PageProps<'/sign-in'>) {
  const next = returnTo((await searchParams).next)
  if (await currentViewer()) redirect(next)
  return (
    <Welcome title="Come in">
      <SignInForm next={next} registerHref={`/register?next=${encodeURIComponent(next)}`} />
    </Welcome>
  )
}
