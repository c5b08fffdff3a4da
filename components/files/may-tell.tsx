import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'

/** Of a picture that could not be cleaned, while its author can still take it out. */
export function MayTell() {
  return (
    <PopoverRoot>
      <PopoverTrigger className="block text-start text-xs underline decoration-dotted">
        May tell where it was taken
      </PopoverTrigger>
      <PopoverPopup label="Why it may tell where it was taken">
        <p className="max-w-64 text-sm">
          Pictures of this kind cannot be cleaned here. If a camera wrote into the file where, when and with
          which device it was taken, whoever gets it can read that. Send it as JPEG or PNG if they should not.
        </p>
      </PopoverPopup>
    </PopoverRoot>
  )
}
