'use client'

import { Mark } from '#components/ui/brand.tsx'
import { useInstance } from './instance-context.tsx'

/** What stands before the name of the place, which says the same: its logo, or the product's mark. */
export function PlaceSign({ className }: { className: string }) {
  const { logoUrl } = useInstance()
  if (!logoUrl) return <Mark className={className} />
  // Its version ends in its size: the name stands where it will stay before the picture is there.
  const [width, height] = /\d{1,4}x\d{1,4}$/.exec(logoUrl)?.[0].split('x') ?? []
  return (
    // biome-ignore lint/performance/noImgElement: small already, and kept under its address.
    <img
      src={logoUrl}
      alt=""
      width={width}
      height={height}
      className={`w-auto object-contain ${className}`}
    />
  )
}
