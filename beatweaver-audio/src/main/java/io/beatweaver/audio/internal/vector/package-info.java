/**
 * The kernels of the package above on the Vector API: a lane works on a frame or a block of its
 * own. Compiled apart and loaded by name, only where the application enables the API.
 */
package io.beatweaver.audio.internal.vector;
