using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace InBeeld.Frames.Files;

/// <summary>
/// The files of the application, which do not change while it runs. Without this every server holds a watcher of the operating system for the versions of style sheets and scripts, and where those have run out
/// (Linux gives a user 128) a page could not be shown.
/// </summary>
internal sealed class UnwatchedFiles(IFileProvider files) : IFileProvider
{
    public IDirectoryContents GetDirectoryContents(string subpath) => files.GetDirectoryContents(subpath);

    public IFileInfo GetFileInfo(string subpath) => files.GetFileInfo(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
