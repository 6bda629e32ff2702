/**
 * Answered calls of a minute by customers of several countries, each charged 0.60 a minute for whatever prefix it is, on a
 * switch that stands in the Netherlands. Free is who called for help by a number of the customer's own country.
 */
export const emergencyCases = `

| customer in | to                                   | direction | rating  | country | amount | why |
| ----------- | ------------------------------------ | --------- | ------- | ------- | ------ | --- |
| NL          | 112                                  | outbound  | zero    | NL      | 0.0000 | the number of all of Europe |
| NL          | sip:112@sip.acme.example;user=phone  | outbound  | zero    | NL      | 0.0000 | in a SIP address |
| NL          | tel:112;phone-context=sip.acme.example | outbound | zero   | NL      | 0.0000 | in a tel URI |
| NL          | 112                                  | forwarded | zero    | NL      | 0.0000 | who forwards to it calls for help too |
| NL          | 112                                  | inbound   | unrated | -       | -      | nobody is called for help at a customer |
| NL          | +31112                               | outbound  | unrated | -       | -      | nobody can dial it so, and it is no number |
| NL          | 1120                                 | outbound  | unrated | -       | -      | a digit too many |
| NL          | 999                                  | outbound  | unrated | -       | -      | that is British |
| NL          | +31201234567                         | outbound  | rated   | NL      | 0.6000 | a call as any other |
| GB          | 999                                  | outbound  | zero    | GB      | 0.0000 | the customer's country, not the switch's |
| GB          | 112                                  | outbound  | zero    | GB      | 0.0000 | that one too |
| US          | 911                                  | outbound  | zero    | US      | 0.0000 | |
| AU          | 000                                  | outbound  | zero    | AU      | 0.0000 | zeros count |
| DE          | 110                                  | outbound  | zero    | DE      | 0.0000 | the police |
| FR          | 17                                   | outbound  | zero    | FR      | 0.0000 | two digits |
| NA          | 10111                                | outbound  | zero    | NA      | 0.0000 | five |
| GN          | 112                                  | outbound  | unrated | -       | -      | no numbers are known of the country |
| -           | 112                                  | outbound  | zero    | NL      | 0.0000 | a customer of no country: where the switch stands |
`;
