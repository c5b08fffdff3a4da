import {
  ChartColumn,
  Flag,
  HardDrive,
  HeartPulse,
  Info,
  MessagesSquare,
  PhoneIncoming,
  ScrollText,
  Settings,
  Ticket,
  UsersRound,
} from 'lucide-react'

/** The pages of whoever looks after the installation, in the order they are offered. */
export const sections = [
  { href: '/admin/people', name: 'administration.sections.people', Icon: UsersRound },
  { href: '/admin/reports', name: 'administration.sections.reports', Icon: Flag },
  { href: '/admin/rooms', name: 'administration.sections.rooms', Icon: MessagesSquare },
  { href: '/admin/invitations', name: 'administration.sections.invitations', Icon: Ticket },
  { href: '/admin/storage', name: 'administration.sections.storage', Icon: HardDrive },
  { href: '/admin/activity', name: 'administration.sections.activity', Icon: ChartColumn },
  { href: '/admin/audit', name: 'administration.sections.audit', Icon: ScrollText },
  { href: '/admin/settings', name: 'administration.sections.settings', Icon: Settings },
  { href: '/admin/calls', name: 'administration.sections.calls', Icon: PhoneIncoming },
  { href: '/admin/health', name: 'administration.sections.health', Icon: HeartPulse },
  { href: '/admin/about', name: 'administration.sections.about', Icon: Info },
] as const
