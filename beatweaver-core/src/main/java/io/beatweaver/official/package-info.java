/**
 * Official levels: out of an installed game into ordinary level folders, which everything else here
 * reads like any community map.
 */
package io.beatweaver.official;
