import { redirect } from 'next/navigation'
import { sections } from '#components/instance/sections.ts'

export default function Page() {
  redirect(sections[0].href)
}
