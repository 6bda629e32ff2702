/** Of the times of a week. */
export const text = {
  days: {
    monday: 'Mon',
    tuesday: 'Tue',
    wednesday: 'Wed',
    thursday: 'Thu',
    friday: 'Fri',
    saturday: 'Sat',
    sunday: 'Sun',
  },
  longDays: {
    monday: 'Monday',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
  },
  window: (at: number) => `Times ${at}`,
  from: 'From',
  to: 'Until',
  add: 'Add times',
  remove: (at: number) => `Remove times ${at}`,
};
