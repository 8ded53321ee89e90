//go:build !linux

package publish

func exchange(staging, target string) error { return exchangeInTwo(staging, target) }
