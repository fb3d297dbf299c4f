/// A record of a parcel, written and read.
