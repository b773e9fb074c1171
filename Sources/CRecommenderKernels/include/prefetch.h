// A hint to the processor, in C because Swift has no word for it.
#ifndef RECOMMENDER_PREFETCH_H
#define RECOMMENDER_PREFETCH_H

/// Asks for the cache line of an address that will be read soon; any address will do.
static inline void recommender_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif
