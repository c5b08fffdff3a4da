import { Search } from 'lucide-react'

type Props = { label: string; value: string; onChange: (value: string) => void }

/** What narrows a list as it is typed. */
export function SearchField({ label, value, onChange }: Props) {
  return (
    <label className="relative min-w-52 flex-1">
      <span className="sr-only">{label}</span>
      <Search size={16} aria-hidden className="absolute start-3 top-3 text-ink-soft" />
      <input
        type="search"
        value={value}
        placeholder={label}
        maxLength={80}
        onChange={(event) => onChange(event.target.value)}
        className="h-10 w-full rounded-lg border border-line-strong bg-raised ps-9 pe-3 placeholder:text-ink-soft focus-visible:outline-offset-0"
      />
    </label>
  )
}
