/** The mark: a lit door standing ajar. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 30 38" className={className}>
      <path d="M0 38V15a15 15 0 0 1 30 0v23z" fill="var(--color-accent)" />
      <path d="M9 38V17a8.500 8.500 0 0 1 17 0v21z" fill="var(--color-corridor)" />
      <circle cx="21.500" cy="24" r="2" fill="var(--color-accent)" />
    </svg>
  )
}
