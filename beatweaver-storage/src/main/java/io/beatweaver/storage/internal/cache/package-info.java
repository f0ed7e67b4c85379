/** Shards of cached song features: packed entries, their index, and who may write when. */
package io.beatweaver.storage.internal.cache;
