/** Which database this process speaks; decided once, by the scheme of DATABASE_URL. */
export const dialect: 'sqlite' | 'postgres' = /^postgres(ql)?:\/\//.test(process.env.DATABASE_URL ?? '')
  ? 'postgres'
  : 'sqlite'
