package io.beatweaver.model;

/** Where a training's numbers are worked out, always in float32. */
public enum ComputeDevice {
  /** The processor. What all figures of this project were measured on. */
  CPU,
  /**
   * The first CUDA device, where the application brings PyTorch's natives for CUDA. Refused where
   * there is none. No run on one has been made by this project.
   */
  GPU
}
