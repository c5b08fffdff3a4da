import { Flag, PhoneIncoming, ScrollText, Settings, UsersRound } from 'lucide-react'

/** The pages of whoever looks after the installation, in the order they are offered. */
export const sections = [
  { href: '/admin/people', name: 'administration.sections.people', Icon: UsersRound },
  { href: '/admin/reports', name: 'administration.sections.reports', Icon: Flag },
  { href: '/admin/audit', name: 'administration.sections.audit', Icon: ScrollText },
  { href: '/admin/settings', name: 'administration.sections.settings', Icon: Settings },
  { href: '/admin/calls', name: 'administration.sections.calls', Icon: PhoneIncoming },
] as const
