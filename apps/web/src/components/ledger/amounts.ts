/** Millionths of a currency's unit: amounts have at most six decimals. */
const DECIMALS = 6;

/** A decimal amount as whole millionths; undefined for what is none. Never by way of a float. */
export function millionths(amount: string): bigint | undefined {
  const [, sign, whole, fraction = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(amount.trim()) ?? [];
  if (whole === undefined) return undefined;
  const units = BigInt(whole + fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -units : units;
}

/** The sum of two amounts, with as many decimals as it needs; the first where the second is none. */
export function addAmounts(one: string, other: string): string {
  const sum = (millionths(one) ?? 0n) + (millionths(other) ?? 0n);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(DECIMALS + 1, '0');
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, '');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}${decimals === '' ? '' : `.${decimals}`}`;
}

type Balance = {
  billingMode: 'prepaid' | 'postpaid';
  balance: string;
  creditLimit: string;
  lowBalanceThreshold: string | null;
};

/** Whether a balance wants attention: nothing is left of it, or it is at its threshold. */
export function balanceState(customer: Balance): 'fine' | 'low' | 'usedUp' {
  const { billingMode, balance, creditLimit, lowBalanceThreshold } = customer;
  const left = millionths(addAmounts(balance, creditLimit)) ?? 0n;
  if (billingMode === 'prepaid' && left <= 0n) return 'usedUp';
  if (lowBalanceThreshold === null) return 'fine';
  return (millionths(balance) ?? 0n) <= (millionths(lowBalanceThreshold) ?? 0n) ? 'low' : 'fine';
}
