/** The codecs that a phone or a gateway can be held to. */
export const codecOptions = ['PCMA', 'PCMU', 'G722', 'G729', 'OPUS', 'GSM', 'iLBC'].map((value) => ({
  value,
  label: value,
}));
