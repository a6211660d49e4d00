/** The amounts for topping up a balance, in dollars. */
export const amounts = ['5', '15', '50'] as const;

export interface Good {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  /** Dollars, as decimal text. */
  readonly price: string;
}

export const goods: readonly Good[] = [
  { id: 'odyssey', title: 'The Odyssey', author: 'Homer', price: '4.5' },
  { id: 'emma', title: 'Emma', author: 'Jane Austen', price: '3' },
  { id: 'moby-dick', title: 'Moby-Dick', author: 'Herman Melville', price: '6.25' },
];

/** `$4.50`. It only works on the text, so that the amount stays exact. */
export function dollars(amount: string): string {
  const sign = amount.startsWith('-') ? '−' : '';
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  return `${sign}$${whole}.${fraction.padEnd(2, '0')}`;
}
