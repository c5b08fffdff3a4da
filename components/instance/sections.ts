import { PhoneIncoming, UsersRound } from 'lucide-react'

/** The pages of whoever looks after the installation, in the order they are offered. */
export const sections = [
  { href: '/admin/people', name: 'administration.sections.people', Icon: UsersRound },
  { href: '/admin/calls', name: 'administration.sections.calls', Icon: PhoneIncoming },
] as const
