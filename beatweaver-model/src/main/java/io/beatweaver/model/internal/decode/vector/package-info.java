/**
 * The decoder's kernels on the Vector API. Compiled apart and loaded by name, only where the
 * application enables the API.
 */
package io.beatweaver.model.internal.decode.vector;
