package io.beatweaver.benchmarks;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@link FeatureBenchmark} in a Java machine where the Vector API is enabled. */
@State(Scope.Thread)
@Fork(jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class VectorFeatureBenchmark extends FeatureBenchmark {}
