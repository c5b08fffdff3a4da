'use client'

import { useEffect } from 'react'
import { renewSession } from '#lib/accounts/browser/renew.ts'

export function SessionRenewal() {
  useEffect(() => void renewSession(), [])
  return null
}
