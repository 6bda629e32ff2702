/** prefix, name, country, the platform's purchase price per minute, and how often it is called. */
export const destinations: [prefix: string, name: string, country: string, price: number, weight: number][] =
  [
    ['31', 'Netherlands', 'NL', 0.0045, 26],
    ['3120', 'Netherlands - Amsterdam', 'NL', 0.004, 12],
    ['3170', 'Netherlands - The Hague', 'NL', 0.004, 10],
    ['316', 'Netherlands - Mobile', 'NL', 0.019, 22],
    ['44', 'United Kingdom', 'GB', 0.005, 20],
    ['4420', 'United Kingdom - London', 'GB', 0.0042, 14],
    ['447', 'United Kingdom - Mobile', 'GB', 0.021, 16],
    ['49', 'Germany', 'DE', 0.006, 8],
    ['4915', 'Germany - Mobile', 'DE', 0.024, 5],
    ['32', 'Belgium', 'BE', 0.0085, 6],
    ['324', 'Belgium - Mobile', 'BE', 0.034, 4],
    ['33', 'France', 'FR', 0.0055, 5],
    ['336', 'France - Mobile', 'FR', 0.0235, 3],
    ['34', 'Spain', 'ES', 0.0062, 3],
    ['346', 'Spain - Mobile', 'ES', 0.0221, 2],
    ['39', 'Italy', 'IT', 0.0078, 2],
    ['41', 'Switzerland', 'CH', 0.0147, 2],
    ['45', 'Denmark', 'DK', 0.0091, 1],
    ['46', 'Sweden', 'SE', 0.0088, 1],
    ['48', 'Poland', 'PL', 0.0125, 3],
    ['1', 'United States and Canada', 'US', 0.0065, 5],
    ['1212', 'United States - New York', 'US', 0.0058, 2],
    ['61', 'Australia', 'AU', 0.0152, 1],
    ['91', 'India', 'IN', 0.0189, 2],
    ['971', 'United Arab Emirates', 'AE', 0.1895, 1],
  ];

/** The CSV of a plan: one line a destination, and what calls to the customers' own numbers cost to receive. */
export function ratesCsv(markup: number, validFrom: Date): string {
  const from = validFrom.toISOString();
  const lines = destinations.map(
    ([prefix, name, country, price]) =>
      `${prefix},"${name}",${country},outbound,${(price * markup).toFixed(5)},0.00000,1,1,${from}`,
  );
  const inbound = ['31', '44'].map((prefix) => `${prefix},"Received",,inbound,0.00000,0.00000,1,1,${from}`);
  const header =
    'prefix,name,country,direction,pricePerMinute,connectionFee,initialSeconds,incrementSeconds,validFrom';
  return [header, ...lines, ...inbound].join('\n');
}
