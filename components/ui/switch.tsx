import { Switch as Base } from '@base-ui/react/switch'

type Props = { label: string; checked: boolean; onChange: (checked: boolean) => void }

/** Something that is on or off, at once. */
export function Switch({ label, checked, onChange }: Props) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch brings the control of its own.
    <label className="flex cursor-pointer select-none items-center gap-2.5 text-sm">
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        className="inline-flex h-5 w-9 shrink-0 cursor-pointer rounded-full bg-line-strong p-0.5 transition-colors data-checked:bg-accent"
      >
        <Base.Thumb className="size-4 rounded-full bg-white transition-[translate] data-checked:translate-x-4 rtl:data-checked:-translate-x-4 data-checked:bg-on-accent" />
      </Base.Root>
      {label}
    </label>
  )
}
