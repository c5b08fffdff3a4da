/** The passwords most often found in leaks that are long enough to pass the length rule. */
const commonest = new Set(
  `password password1 password12 password123 passw0rd p@ssw0rd 12345678 123456789 1234567890 123123123 11111111 111111111 00000000
  87654321 987654321 0987654321 88888888 66666666 55555555 12341234 11223344 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qwertyui qwerty12 qwerty123
  qwerty1234 qwertyuiop asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123 iloveyou iloveyou1 sunshine sunshine1 princess princess1 football
  football1 baseball baseball1 superman superman1 trustno1 starwars welcome1 welcome123 letmein1 letmein123 admin123 admin1234
  administrator changeme changeme1 whatever computer internet michelle jennifer victoria alexander maverick midnight mercedes
  corvette einstein butterfly chocolate liverpool abcd1234 abc12345 abcdefgh a1b2c3d4 aa123456 q1w2e3r4 google123 default1 test1234
  testtest secret123 samsung1 monkey123 dragon123 master123 michael1 jordan23 charlie1 pokemon1 basketball 1234qwer qwer1234 asdf1234
  zaq12wsx 789456123 147258369 159753456 102030405 123qweasd 1password passwort passwort1 motdepasse contraseña`.split(
    /\s+/,
  ),
)

export const isCommonPassword = (password: string): boolean => commonest.has(password.toLowerCase())
